"""The state: tables with their constraints, one function per act, who may do it, the journal."""
