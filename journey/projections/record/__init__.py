"""A record's own life: who may read it, who did, how long it is kept, what is left when it is gone."""
