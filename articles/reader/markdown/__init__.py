"""Articles as Markdown (CommonMark, with the tables that most readers of it know)."""
