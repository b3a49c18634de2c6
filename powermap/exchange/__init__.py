"""The model, or a placed layout, as files of other programs: workbooks, documents, slides, diagrams."""
