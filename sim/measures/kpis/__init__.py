"""Which figures are there? Each KPI is one definition: words, unit and formula."""
