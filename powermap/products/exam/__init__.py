"""A list, a number of questions and a seed in; papers, their keys and the same questions as data out."""

from powermap.products.exam.choose import Paper, set_papers
from powermap.products.exam.paper import make_key, make_paper
from powermap.products.exam.questions import ExamQuestion, Kind

__all__ = ["ExamQuestion", "Kind", "Paper", "make_key", "make_paper", "set_papers"]
