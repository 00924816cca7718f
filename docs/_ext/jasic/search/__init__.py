"""The search of the website: what it knows of words, what a passage is, the index, and the scripts that read it.

A synonym is added to lexicon.py, what readers type who look for one place to docs/about/search.tsv, and what the window
says stands in messages.py. In static/ lies what runs in the browser: query.js makes of a query what it asks for, and
ranking.js orders the results.
"""
