"""What contributors call: one file for each session of noxfile.py that does more than call a tool."""
