"""The parts that the page of every position has, which are shown side by side at its head.

Each part is a heading, known by its anchor, which stays the same in every language.
"""

CASE, OBJECTIONS, REPLIES, OPEN = (
    "the-case-at-its-best",
    "the-strongest-objections",
    "how-its-holders-reply",
    "what-is-open",
)
PARTS = {
    CASE: "The case at its best",
    OBJECTIONS: "The strongest objections",
    REPLIES: "How its holders reply",
    OPEN: "What is open",
}
LONGEST_OPENING = 12  # words of the bold sentence with which a paragraph of a part opens
