"""The changes made: those a hand would make, none that any call of the function would show.

mutmut's own for comparisons, booleans, arithmetic, numbers and ternaries; ours for what it lacks: a
condition dropped, an order turned, a filter or an act left out. Its changes of texts and its `None`
for an argument are left aside: nearly all die at the first call, and would flatter the figure.
`strict=` of a zip is left alone: it says what holds already.
"""

from collections.abc import Iterable

import libcst as cst
from mutmut.mutation import mutators

_TWINS = {"min": "max", "max": "min", "any": "all", "all": "any"}
_OTHER = {"True": "False", "False": "True"}
_NOTHING = cst.Ellipsis()


def _condition_dropped(node: cst.BooleanOperation) -> Iterable[cst.BaseExpression]:
    for kept in (node.left, node.right):
        yield kept.with_changes(lpar=[*node.lpar, *kept.lpar], rpar=[*kept.rpar, *node.rpar])


def _test_dropped(node: cst.If) -> Iterable[cst.If]:
    for name in ("True", "False"):
        yield node.with_changes(
            test=cst.Name(name), whitespace_before_test=cst.SimpleWhitespace(" ")
        )


def _filter_dropped(node: cst.CompFor) -> Iterable[cst.CompFor]:
    for place in range(len(node.ifs)):
        yield node.with_changes(ifs=[*node.ifs[:place], *node.ifs[place + 1 :]])


def _order_turned(node: cst.Call) -> Iterable[cst.BaseExpression]:
    if not isinstance(node.func, cst.Name):
        return
    name = node.func.value
    if name in _TWINS:
        yield node.with_changes(func=cst.Name(_TWINS[name]))
    if name == "sorted":
        turned = cst.Arg(keyword=cst.Name("reverse"), value=cst.Name("True"))
        others = [arg for arg in node.args if not (arg.keyword and arg.keyword.value == "reverse")]
        reversed_already = len(others) < len(node.args)
        if isinstance(others[0].value, cst.GeneratorExp) and not others[0].value.lpar:
            bare = others[0].value.with_changes(lpar=[cst.LeftParen()], rpar=[cst.RightParen()])
            others[0] = others[0].with_changes(value=bare)
        yield node.with_changes(args=others if reversed_already else [*others, turned])
        yield cst.Call(
            cst.Name("list"), [node.args[0].with_changes(comma=cst.MaybeSentinel.DEFAULT)]
        )
    if name == "reversed":
        yield cst.Call(cst.Name("iter"), node.args)


def _other_end(node: cst.Index) -> Iterable[cst.Index]:
    if isinstance(node.value, cst.Integer) and node.value.value == "0":
        yield node.with_changes(value=cst.UnaryOperation(cst.Minus(), cst.Integer("1")))
    elif isinstance(node.value, cst.UnaryOperation) and isinstance(node.value.operator, cst.Minus):
        yield node.with_changes(value=cst.Integer("0"))


def _act_left_out(node: cst.Expr) -> Iterable[cst.Expr]:
    if isinstance(node.value, cst.Call):
        yield node.with_changes(value=_NOTHING)


def _said_otherwise(node: cst.Arg | cst.Return | cst.Assign) -> Iterable[cst.CSTNode]:
    if isinstance(node, cst.Arg) and node.keyword is not None and node.keyword.value == "strict":
        return
    if isinstance(node.value, cst.Name) and node.value.value in _OTHER:
        yield node.with_changes(value=cst.Name(_OTHER[node.value.value]))


_OURS = (
    (cst.Arg, _said_otherwise),
    (cst.Return, _said_otherwise),
    (cst.Assign, _said_otherwise),
    (cst.BooleanOperation, _condition_dropped),
    (cst.If, _test_dropped),
    (cst.CompFor, _filter_dropped),
    (cst.Call, _order_turned),
    (cst.Index, _other_end),
    (cst.Expr, _act_left_out),
)
_THEIRS = (
    mutators.operator_number,
    mutators.operator_remove_unary_ops,
    mutators.operator_keywords,
    mutators.operator_swap_op,
    mutators.operator_match,
    mutators.operator_if_exp,
)


def choose() -> None:
    """Have mutmut make these changes, and no other."""
    mutators.mutation_operators[:] = [
        *((kind, change) for kind, change in mutators.mutation_operators if change in _THEIRS),
        *_OURS,
    ]
