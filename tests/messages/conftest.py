"""One written-out example, fictitious, for tests that change a byte or two."""

from __future__ import annotations

import pytest

EXAMPLE = b"""<?xml version="1.0" encoding="UTF-8"?>
<TWCT001 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:noNamespaceSchemaLocation="TWCT001_20233.xsd">
<Form>
<Identification>TWCT001</Identification>
<FormCreationDate>2026-11-02</FormCreationDate>
<FormCreationHour>09:30:00.000</FormCreationHour>
<AttestationStatus>0</AttestationStatus>
<TypeForm>SU</TypeForm>
<DclInformation><LanguageCodePdf>2</LanguageCodePdf></DclInformation>
<RiskIdentification><IdentificationOfRisk>002</IdentificationOfRisk></RiskIdentification>
<Reference><ReferenceType>1</ReferenceType><ReferenceOrigin>1</ReferenceOrigin><ReferenceNbr>R-1</ReferenceNbr></Reference>
<EmployerDeclarationLink>
<NOSSRegistrationNbr>199999837</NOSSRegistrationNbr>
<Trusteeship>0</Trusteeship>
<CompanyID>0999999031</CompanyID>
<OperationalOffice><Street>Rue de l'Exemple</Street><HouseNbr>1</HouseNbr><ZIPCode>1000</ZIPCode><City>Bruxelles</City></OperationalOffice>
<TemporaryEmploymentAgency><CommunicationSourceIndicator>0</CommunicationSourceIndicator></TemporaryEmploymentAgency>
<NaturalPerson><NaturalPersonSequenceNbr>1</NaturalPersonSequenceNbr><INSS>85061599789</INSS></NaturalPerson>
<NaturalPerson><NaturalPersonSequenceNbr>2</NaturalPersonSequenceNbr><INSS>99010199690</INSS></NaturalPerson>
<TempUnempBadWeather>
<BadWeather>Pluie</BadWeather>
<WorkAndReason>Toiture, support glissant</WorkAndReason>
<TempUnemploymentPeriod><TempUnemploymentStartingDate>2026-11-02</TempUnemploymentStartingDate></TempUnemploymentPeriod>
<SiteAddress><Street>Rue du Chantier</Street><ZIPCode>1000</ZIPCode><City>Bruxelles</City></SiteAddress>
</TempUnempBadWeather>
</EmployerDeclarationLink>
</Form>
</TWCT001>
"""  # noqa: E501 — one element a line is what the tests count on


@pytest.fixture
def example() -> bytes:
    """A communication of bad weather, 28 lines, without anomaly."""
    return EXAMPLE
