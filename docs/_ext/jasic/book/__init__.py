"""The book, set by Typst from the same pages.

book.py writes all of it in its order: imprint.py and front.py make what stands before the text, back.py what stands
behind it, such as the index, for which index_subjects.py finds who is named where. forms.py lists the views that are
others on paper, as record_forms.py, claim_forms.py and figure_forms.py make them.
"""
