"""``completion``: have a shell complete what is typed."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

#: Variable by which a shell asks the program to complete a line.
VARIABLE = "_FRAGISCOPE_COMPLETE"
_SHELLS = ("bash", "zsh", "fish")


@click.command()
@click.argument("shell", type=click.Choice(_SHELLS), metavar=f"[{'|'.join(_SHELLS)}]")
@click.pass_context
def completion(context: click.Context, shell: str) -> None:
    """Écrire ce qui complète les commandes dans un terminal.

    Par exemple, dans ~/.bashrc : eval "$(fragiscope completion bash)"
    """
    found = get_completion_class(shell)
    if found is None:
        raise click.UsageError(f"terminal inconnu : {shell}.")
    click.echo(found(context.find_root().command, {}, "fragiscope", VARIABLE).source())
