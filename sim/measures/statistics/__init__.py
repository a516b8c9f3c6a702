"""How sure is a figure? Ratios, quantiles, bands and paired differences over replications."""
