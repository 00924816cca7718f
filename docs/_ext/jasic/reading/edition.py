"""The day of the edition: that of the commit, so that whoever builds the same commit gets the same edition."""

import os
import re
import subprocess
import time
from datetime import UTC, datetime
from pathlib import Path

SECONDS = re.compile(r"[0-9]{1,11}")
EPOCH = "SOURCE_DATE_EPOCH"  # see reproducible-builds.org; seconds since 1970


def day_of(docs: Path) -> str:
    """The day of the pages in a folder, in ISO 8601 and UTC, or "" where nothing tells it.

    Nothing tells it where neither the environment does nor git, as in a copy without its history. Today would be a
    guess. Raises ValueError as `epoch` does.
    """
    seconds = epoch() or of_last_commit(docs)
    return datetime.fromtimestamp(int(seconds), UTC).date().isoformat() if seconds else ""


def made() -> datetime:
    """When something is made, or when the environment has it that it was; raises ValueError as `epoch` does."""
    return datetime.fromtimestamp(int(epoch() or time.time()), UTC)


def epoch() -> str:
    """The time that the environment gives, or ""; raises ValueError, with the cure, for what is none."""
    seconds = os.environ.get(EPOCH, "")
    if seconds and not SECONDS.fullmatch(seconds):
        fix = "write seconds since 1970, such as 1795860000, or unset it"
        raise ValueError(f"{EPOCH} is '{seconds[:20]}', which is no time. Fix: {fix}.")
    return seconds


def of_last_commit(docs: Path) -> str:
    """When the commit was made that the folder stands at, in seconds since 1970, or ""."""
    # A copy may lie inside another repository, whose commits are not about it.
    if _git(docs, "ls-files", "--", "conf.py"):
        # Not `git log`, which says more where somebody has set it so, such as who has signed the commit.
        return _git(docs, "rev-list", "--max-count=1", "--timestamp", "HEAD").partition(" ")[0]
    return ""


def differs_from_commit(docs: Path) -> bool:
    """Whether a file of the commit that the folder stands at has been changed since."""
    return bool(_git(docs, "diff", "--name-only", "HEAD"))


def _git(folder: Path, *arguments: str) -> str:
    """What git says, or "" where there is no git, no repository, or one that git does not trust."""
    try:
        done = subprocess.run(["git", "-C", str(folder), *arguments], capture_output=True, text=True, check=False)
    except OSError:
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""
