"""Each number that README or docs quote, as a command that prints it: `make bench`."""
