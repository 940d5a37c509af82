"""The training project: from treebanks and entity data to the files that `kg.language` ships."""
