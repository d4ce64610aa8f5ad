"""What the bot can do, one module per use case, and the records that its results are made of."""
