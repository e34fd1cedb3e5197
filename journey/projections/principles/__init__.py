"""The seven principles of the social work model on the live log: what each is measured by, and how many show it."""
