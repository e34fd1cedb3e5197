"""``journey init``: make a store before anything is imported into it, and the roles of those who use it."""

from __future__ import annotations

import click

from journey.cli.output import print_text
from journey.cli.store import store_url

USE = "Look after the store"


@click.command(epilog="Example: journey init --roles --store postgresql://owner@localhost/journey")
@click.option(
    "--roles",
    is_flag=True,
    help="On PostgreSQL: make a recorder, who may only select and insert, and an auditor, who may read all but keys.",
)
def command(roles: bool) -> None:
    """Make an empty store where there is none, and with --roles the roles of those who record and who audit.

    An import makes a missing store too. On PostgreSQL make it as its owner, with roles, and let nobody else work as the
    owner: triggers and rights do not stop an owner. Roles are groups; give them to people with GRANT.
    """
    from journey.store.log import open_log

    with open_log(store_url()) as log:
        print_text(f"Store {log.store_id} at {log.shown_url}, at position {log.position():,}\n")
        if not roles:
            return

        from journey.store.roles import make_roles

        for role in make_roles(log.database):
            print_text(f"{'Made' if role.made else 'There already'}: {role.name} {role.may}.\n")
            print_text(f'  For somebody: GRANT "{role.name}" TO their_user;\n')
