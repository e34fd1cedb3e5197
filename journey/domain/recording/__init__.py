"""Recording by hand, as decisions: from what is known of a child and a command to statements, a refusal or nothing.

One file a command. A command acts (statements), refuses with a reason (``NotRecorded``, ``Conflict``), or stays quiet
because it is known already. What is improbable is recorded with a warning elsewhere: the record says what it says.
"""
