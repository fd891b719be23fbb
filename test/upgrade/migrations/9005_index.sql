-- outside a transaction
create index concurrently if not exists naboklager_weather on naboklager (weather);
