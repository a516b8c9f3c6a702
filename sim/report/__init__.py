"""How is it shown? The JSON document is the product; everything else renders it.

================  ================================================================================
module            what it makes
================  ================================================================================
``pieces``        types of what several documents share: an estimate, an arm, a manifest
``text``          documents as JSON text
``units``         numbers as people write them
``timing``        when a result was found
``glossary``      the definitions of the KPIs
``arm_document``  what documents say of one arm
``study_result``  what the results of all studies beside `run` have in common
``check``         `tierzero check`: work against people
``trace``         `tierzero trace`: the journey of one case
``documents``     the documents of all results, by command
``schema``        their JSON schemas
``charts``        what a document looks like, as Vega-Lite
``html``          the report: one HTML file that renders a document, with `templates`
================  ================================================================================

`run`, `compare`, `curve`, `stress` and `roi` each have a ``document`` (its type, which says meaning
and unit of each key), a ``result`` that makes it and shows itself, and a ``table`` for a terminal;
``answer`` and ``words`` put numbers into sentences.
"""
