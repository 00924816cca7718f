"""What contributors call: one file for each session of noxfile.py that does more than call a tool.

files.py and visits.py have what several of them, or one large one, need.
"""
