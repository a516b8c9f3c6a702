"""What did the user write? A scenario file as frozen, validated sections.

`files.loading.load` reads a file, a preset or a run's manifest, lays it over the bases that it
extends, applies settings, and gives the scenario of each arm; whatever is wrong becomes one
`ScenarioError` that shows the place of every mistake.

===============  ===============================================================================
`values`         what a value may look like: `20 min`, `65 %`, `gamma 20 min cv 0.7`,
                 `Mon-Fri 09:00-17:00`; and who vouches for a default: `Source`
`sections`       one frozen model per section of the file
`root`           the whole `Scenario`
`derived`        what follows from a scenario by itself: queues, offers, graded defaults
`consistency`    what the sections must say together
`files`          YAML with its places, merged: bases below files below settings; what is wrong,
                 where, and what to write instead; presets; the JSON schema for editors
===============  ===============================================================================
"""
