"""What do the figures look like? Charts as Vega-Lite, built once for the report and all else.

Each module draws one thing from a document and gives a `Figure`, or nothing where the document has
no data for it. Colours of text and lines are left to the page, so that one chart serves light,
dark and paper.
"""
