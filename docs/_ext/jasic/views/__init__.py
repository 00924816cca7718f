"""What is shown of records, claims and sources as lists, tables and words, in every medium alike."""

from importlib import import_module
from pkgutil import iter_modules

for module in iter_modules(__path__, f"{__name__}."):  # to import one registers its views
    import_module(module.name)
