"""What is wrong with questions, each fault named by its rule; nothing here changes anything."""
