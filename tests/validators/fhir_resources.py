"""Reads each file as a FHIR QuestionnaireResponse; refuses two values in one answer."""

import sys

from fhir.resources.R4B.questionnaireresponse import QuestionnaireResponse

for name in sys.argv[1:]:
    with open(name, encoding="utf-8") as file:
        QuestionnaireResponse.model_validate_json(file.read())
