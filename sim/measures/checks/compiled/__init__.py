"""Does a journal contradict itself? The same checks in C99, some 15 times faster.

The library of `source/` reads the columns of a journal and the numbers of its plan, and answers
with the first contradiction. It shares no source with the kernel, whose journals it judges. The
Python checks are its specification, and its voice: what it objects to they say. Each module of
theirs has a C file of its name; these are the others, and the one that calls them:

=============  ===================================================================================
`checks.h`     what goes in, column by column, and what comes out; `layout.c` says it as text
`codes.h`      the codes of the journal, and the groups that checks speak of
`audit.h`      the audit of a journal, all checks by name, and which file has which function
`audit.c`      what has failed, and memory
`journal.c`    the checks in their order
`wholes.c`     legs without reviews, and in one row whatever broke them off
`agents.c`     what each agent was doing when, as in `rows/agents.py`
`seconds.h`    seconds by half hour, as in `rows/spans.py`
`times.c`      instants, sorted and looked up
=============  ===================================================================================

`library` loads it if it was built from these sources, `packing` lays a plan and a journal before
it, and `contradiction` asks it.
"""
