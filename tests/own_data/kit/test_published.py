"""National figures beside the shares of the kit: each is the programme's, with its mention."""

from __future__ import annotations

from indicators.base.groups import GROUP_KEYS
from indicators.base.reference_points import reference_points
from own_data.kit.published import BESIDE, NEAR, published
from own_data.kit.questions import KIT_VARIABLES


def test_every_figure_is_one_of_the_programme_with_its_mention() -> None:
    points = {point.key: point for point in reference_points()}
    for (variable, group), (key, label, near) in BESIDE.items():
        assert variable in KIT_VARIABLES
        assert group in GROUP_KEYS
        value = next(one for one in points[key].values if one.label == label)
        found = published(variable, group)
        assert found is not None
        assert found.value == round(100 * value.value, 6)
        assert all(survey.shown in found.mention for survey in value.surveys)
        assert found.mention
        assert (NEAR in found.caveat) is near


def test_the_values_are_those_that_were_published() -> None:
    first = [f"dimension_{key}_en_premier" for key in
             ("economique", "societale", "sociale", "environnementale")]  # fmt: skip
    assert [published(key, "citoyens").value for key in first] == [35, 28, 21, 16]
    assert [published(key.removesuffix("_en_premier"), "citoyens").value for key in first] == [
        64, 59, 48, 29,
    ]  # fmt: skip
    levers = [published(f"levier_souhaite_{key}", "citoyens") for key in
              ("action", "vision", "regles")]  # fmt: skip
    assert [one.value for one in levers] == [48, 32, 20]
    assert published("levier_souhaite_action", "elus") is None
    assert published("partenariat", "entreprises").value == 57
