"""How is it shown? The JSON document is the product; everything else renders it.

===============  =================================================================================
module           what it makes
===============  =================================================================================
``simulate``     a run: from a loaded scenario to its result
``result``       the result, which renders itself as JSON, DataFrame, table and HTML
``document``     the result as the document that `tierzero run --json` prints
``advice``       what the numbers suggest to do next
``table``        the document for a terminal
``glossary``     the KPIs' definitions
``workloads``    `tierzero check`: work against people
``units``        numbers as people write them
``text``         documents as JSON text
``manifest``     what it takes to play a run again
``run_folder``   the folder of a run, which appears whole or not at all
``charts``       what a document looks like, as Vega-Lite
``html``         the report: one HTML file that renders a document, with `templates`
===============  =================================================================================

`compare`, `curve` and `stress` each have a ``..._simulate``, ``..._result`` and ``..._table`` as a
run has; what they have in common is in ``study_result``. ``curve_answer`` and ``stress_answer`` put
their numbers into words.
"""
