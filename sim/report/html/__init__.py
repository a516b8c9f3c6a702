"""What does a result look like as a page? One HTML file that renders it, for people who decide.

`page` puts it together: each section is a module here, which turns the document into what its
template in `sim/report/templates` shows, and is left out where the document has nothing for it.
`files` finds a run's documents and writes the report beside them.
"""
