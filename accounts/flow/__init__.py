"""What is proved by a mailed code: a new password, a new account, a new address."""
