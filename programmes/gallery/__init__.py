"""The gallery's page of charts. It stands here because pssdash.ui lies below programmes."""
