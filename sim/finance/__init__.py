"""What is it worth? The desk with the AI against the desk without, in money over months.

`make_project` lays a scenario's two arms over calendar months, `appraise_project` staffs and plays
them on one workload:

    project = make_project(loaded, months=24)
    roi = appraise_project(project)
    roi.formula.payback_months, roi.appraisals["salaried"].npv, roi.waterfall

==============================  ====================================================================
`formula`                       what does the spreadsheet say?
`project`, `forecast`, `needs`  the months, what is known of each beforehand, the people it needs
`payroll`, `plans`              who comes and goes, and who works in each month by a staffing rule?
`ideal`, `desk`, `use`          what is played, and what does that use?
`ledger`, `pairs`               what does that cost, line by line, arm against arm?
`labours`, `schemes`            how labour is bought, and what is compared
`cash`, `appraisal`             payback, present value, internal rate: of one flow, of replications
`waterfall`, `roi`              from the promise to the cash; all of it together
==============================  ====================================================================
"""
