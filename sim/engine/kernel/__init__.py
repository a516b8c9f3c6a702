"""Who does what, when, and fast? The compiled twin of `simpy_model`.

The C99 library of `source/` plays the same bound columns and gives the same journal to the last
bit; the SimPy model is its specification, and its files stand beside that model's:

=============  ===================================================================================
`kernel.h`     what goes in and comes out, column by column; `layout.c` says it as text
`codes.h`      the codes of the journal and of the plan
`state.h`      the state of a run, and which file has which function
`heap.c`       `ordered_events`: the events to come
`level.c`      `time_persistent`: levels and their integrals
`line.c`       who waits in a queue
`agents.c`     `agents`: who is free
`desk.c`       `desk`: who gets whom
`legs.c`       `legs`: the way of a contact, its place in line, how long handling takes
`door.c`       `admission`: the door to people
`policy.c`     `observables` and `policy`
`people.c`     `human_side`: waits, answers, leavers, after-call work
`talks.c`      `talks`: what a shift's end breaks off
`bot.c`        sessions of `process`, turn by turn
`contact.c`    the life of a contact
`loop.c`       the run: what is known beforehand and what was scheduled
`rows.c`       `records`: the journal's columns
`memory.c`     arrays that double, rows in chunks
=============  ===================================================================================

Where SimPy has a process that waits, C has an event of a kind and the function that goes on from
there. Contacts whose waits end within an event are noted and go on one by one when it is done, in
that order, as SimPy's zero-delay events do.

`build` compiles it, `library` loads it if it was built from these sources, `packing` lays a plan
and what is bound before it, and `playing` plays.
"""
