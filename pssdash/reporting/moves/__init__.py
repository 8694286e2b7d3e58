"""Moving a deadline: asked for by who writes about the promise, decided by an approver who did not ask."""
