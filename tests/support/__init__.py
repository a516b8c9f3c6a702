"""What tests share: small desks, how they are played and run, and what is compared."""
