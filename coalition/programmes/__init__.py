"""Programmes: the register of what donors and operators publish that they do already."""
