"""The quality of the record: what somebody should look at or put right."""
