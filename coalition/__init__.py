"""Coalition: country coalitions under the Convention on Cluster Munitions."""
