"""What did the user write? A scenario file as frozen, validated sections.

`loading.load` reads a file, a preset or a run's manifest, lays it over the bases that it extends,
applies settings, and gives the scenario of each arm; whatever is wrong becomes one `ScenarioError`
that shows the place of every mistake.

====================  ==========================================================================
`root`                the whole `Scenario`; each section has a file with its name
`units`, `laws`,      what a value may look like: `20 min`, `65 %`, `gamma 20 min cv 0.7`,
`hours`               `Mon-Fri 09:00-17:00`
`consistency`         what the sections must say together
`parsing`, `tree`,    YAML with its places, merged: bases below files below settings
`reading`, `settings`
`complaints`          what is wrong, where, and what to write instead
`presets`, `schema`   scenarios that come with the product; the JSON schema for editors
====================  ==========================================================================
"""
