"""Fields of forms with the classes of the style sheet and their mistakes announced."""

from __future__ import annotations

from django import forms, template
from django.utils.safestring import SafeString

register = template.Library()


@register.filter
def styled(field: forms.BoundField, width: str = "") -> SafeString:
    """The field as an element, with its class; hint and mistake are its description."""
    widget = field.field.widget
    kind = "govuk-input"
    if isinstance(widget, forms.Select):
        kind = "govuk-select"
    elif isinstance(widget, forms.Textarea):
        kind = "govuk-textarea"
    told = widget.attrs.get("class", "")
    attributes = {"class": " ".join(filter(None, (kind, width, told)))}
    if isinstance(widget, forms.TextInput) and not isinstance(widget, forms.DateInput):
        attributes["autocomplete"] = "off"
    described = [f"{field.auto_id}-hint"] if field.help_text else []
    if field.errors:
        attributes["class"] += f" {kind}--error"
        attributes["aria-invalid"] = "true"
        described.append(f"{field.auto_id}-error")
    if described:
        attributes["aria-describedby"] = " ".join(described)
    return field.as_widget(attrs=attributes)
