"""`tierzero trace`: one case's journey."""
