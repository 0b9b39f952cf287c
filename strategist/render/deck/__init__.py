"""A story as slides, before anything knows which program shows them: `outline.outline` says them, `pages.paged` fits them."""
