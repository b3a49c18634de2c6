"""Trees in; a checked model and every problem out. “Is the input right” is answered here and nowhere else."""

from powermap.validate.check import Checked, check_list
from powermap.validate.rule import Rule
from powermap.validate.rules import RULES
from powermap.validate.schema import json_schema

__all__ = ["RULES", "Checked", "Rule", "check_list", "json_schema"]
