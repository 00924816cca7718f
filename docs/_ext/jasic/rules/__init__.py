"""What counts as a mistake: a registry of rules, each a function that yields what must be mended, and `check`."""

from importlib import import_module
from pkgutil import iter_modules

for module in iter_modules(__path__, f"{__name__}."):  # to import one registers its rules
    import_module(module.name)
