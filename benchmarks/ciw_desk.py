"""The desk as a network of Ciw: the bot a node with enough servers, people a second one."""

import ciw
from desks import AGENTS, SEED, Desk


def play(desk: Desk, customers: int) -> list[object]:
    """Play a desk and return Ciw's records."""
    ciw.seed(SEED)
    simulation = ciw.Simulation(network(desk))
    simulation.simulate_until_max_time(desk.seconds(customers))
    return simulation.get_all_records()


def network(desk: Desk) -> ciw.network.Network:
    """Return the desk as Ciw declares it."""
    arrival, talk = (ciw.dists.Exponential(rate=1 / mean) for mean in (desk.gap, desk.handle))
    if desk.session is not None:
        return ciw.create_network(
            arrival_distributions=[arrival, None],
            service_distributions=[ciw.dists.Exponential(rate=1 / desk.session), talk],
            number_of_servers=[float("inf"), AGENTS],
            routing=[[0.0, desk.to_people], [0.0, 0.0]],
        )
    leaves = {}
    if desk.patience is not None:
        leaves["reneging_time_distributions"] = [ciw.dists.Exponential(rate=1 / desk.patience)]
    return ciw.create_network(
        arrival_distributions=[arrival],
        service_distributions=[talk],
        number_of_servers=[AGENTS],
        **leaves,
    )
