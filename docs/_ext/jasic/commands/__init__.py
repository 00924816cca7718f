"""What contributors call: one file for each session of noxfile.py that does more than call a tool.

running.py says how each begins and ends, files.py reads and changes files for several, visits.py asks hosts for one.
"""
