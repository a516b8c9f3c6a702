"""How is it reached? `tierzero COMMAND`: one file per command, listed in `commands`.

Commands import what they need when they run, so that `tierzero --help` answers at once. Data go to
stdout, all else to stderr; `failures` explains the exit codes 1 and 2, `interrupts` 130 and 143,
`run` the others. `options` are shared by several commands, `progress` is what stderr shows, and
`work/` lends a study its workers and its memory, and keeps and prints its result.
"""


def main() -> None:
    """Run the command line."""
    from sim.cli.interrupts import listen

    listen()  # first of all: importing the commands takes long enough for a Ctrl-C
    import sys

    from sim.cli.commands import app

    # A terminal that cannot show a name shows question marks; nothing is lost for that.
    getattr(sys.stdout, "reconfigure", lambda **_: None)(errors="replace")
    app(prog_name="tierzero")
