"""What can a program call? One function a study; each returns a result that renders itself.

`run`, `compare`, `curve`, `stress` and `roi` play a loaded scenario; `check` and `trace` say what can
be said of it without a study. `keep` writes the folder of a result. The command line calls what is
here and nothing below it.
"""
