"""Notifications: what people are told, written with the act and sent by a job."""
