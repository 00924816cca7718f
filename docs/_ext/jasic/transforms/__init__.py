"""What is done to each page by Sphinx: views are filled; citations, tables, languages and the index get their form."""

from sphinx.transforms.post_transforms import SphinxPostTransform


class ForReaders(SphinxPostTransform):
    """A transform of what readers see: not for the builder of message catalogues, which wants what writers wrote."""

    def is_supported(self) -> bool:
        return super().is_supported() and self.app.builder.use_message_catalog
